// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The largest number of the page: still to pay, or counted so far; under it total and tenders. Where they do not all
// fit, the total and the latest tenders stay.
Rectangle {
    id: card
    property bool counting: false
    property real room: Theme.px(232)
    // More tenders than fit stand closer; what still does not fit is counted beside the total.
    readonly property bool close: (room - Theme.px(120)) / Theme.px(31) < list.count
    readonly property real rowHeight: close ? Theme.px(22) : Theme.px(31)
    readonly property int fitting: Math.max(2, Math.floor((room - Theme.px(120)) / rowHeight))
    readonly property int hidden: Math.max(0, list.count - fitting)
    height: counting ? Theme.px(118) : Theme.px(120) + Math.min(fitting, list.count) * rowHeight
    radius: Theme.radius
    color: Theme.card
    border.color: Theme.line

    Label {
        id: caption
        x: Theme.px(20); y: Theme.px(16)
        width: parent.width - 2 * x
        text: card.counting ? Kiosk.word("kiosk.counted_so_far") : Kiosk.stillToPayLabel
        color: Theme.softInk
    }
    Money {
        objectName: "largest"
        x: Theme.px(20); y: Theme.px(34)
        width: parent.width - 2 * x
        height: Theme.px(72)
        text: card.counting ? (Kiosk.count.counted || "") : Kiosk.stillToPay
        size: 60
        weight: Font.Bold
        Accessible.name: caption.text + " " + text
    }
    Column {
        visible: !card.counting
        x: Theme.px(20); y: Theme.px(108)
        width: parent.width - 2 * x
        Repeater {
            id: list
            model: Kiosk.totals
            delegate: Item {
                id: sum
                required property var row
                required property int index
                visible: index === 0 || index > list.count - card.fitting
                width: parent.width
                height: card.rowHeight
                Label {
                    width: parent.width - amount.width - Theme.px(12)
                    height: parent.height
                    text: sum.row.label + (sum.index === 0 && card.hidden > 0 ? "  (+" + card.hidden + ")" : "")
                    size: card.close ? 15 : 18
                    color: Theme.softInk
                }
                Money {
                    id: amount
                    anchors.right: parent.right
                    width: implicitWidth
                    height: parent.height
                    text: sum.row.amount
                    size: card.close ? 15 : 18
                    color: Theme.softInk
                }
            }
        }
    }
}
