// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// What is still to pay (or counted so far), the entry box, quick cash, tenders, the pad.
Item {
    id: pane
    readonly property bool counting: Kiosk.page === "openFloat" || Kiosk.page === "countDown"
    readonly property bool selling: Kiosk.page === "counter"

    Rectangle {
        id: sums
        objectName: "sums"
        visible: pane.selling || pane.counting
        width: parent.width
        height: Math.min(pane.counting ? Theme.px(118) : Theme.px(116) + list.height, entry.y - Theme.px(10))
        radius: Theme.radius
        color: Theme.card
        border.color: Theme.line
        clip: true
        Label {
            id: caption
            x: Theme.px(20); y: Theme.px(14)
            width: parent.width - Theme.px(40)
            text: pane.counting ? Kiosk.word("kiosk.counted_so_far") : Kiosk.stillToPayLabel
            color: Theme.softInk
        }
        Label {
            objectName: "largest"
            x: Theme.px(20); y: Theme.px(32)
            width: parent.width - Theme.px(40)
            horizontalAlignment: Text.AlignRight
            text: pane.counting ? (Kiosk.count.counted || "") : Kiosk.stillToPay
            size: pane.counting ? 50 : 60
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: 20
            font.weight: Font.Bold
            Accessible.name: caption.text + " " + text
        }
        Column {
            id: list
            visible: pane.selling
            x: Theme.px(20); y: Theme.px(108)
            width: parent.width - Theme.px(40)
            bottomPadding: Theme.px(14)
            Repeater {
                model: Kiosk.totals
                delegate: Item {
                    id: sum
                    required property var row
                    width: list.width
                    height: Theme.px(31)
                    Label {
                        width: parent.width * 0.62
                        text: sum.row.label
                        size: 18
                        color: Theme.softInk
                    }
                    Label {
                        anchors.right: parent.right
                        text: sum.row.amount
                        size: 18
                        color: Theme.softInk
                    }
                }
            }
        }
    }
    PadKey {
        id: seal
        objectName: "seal"
        visible: pane.counting
        y: Theme.px(143)
        width: parent.width
        height: Theme.px(64)
        text: Kiosk.count.sealCaption || ""
        caption: Kiosk.count.sealHint || ""
        enabled: Kiosk.count.sealEnabled || false
        onClicked: Kiosk.key("star")
    }
    EntryField {
        id: entry
        y: quick.y - height - Theme.px(11)
        width: parent.width
    }
    Row {
        id: quick
        y: keypad.y - height - Theme.px(8)
        width: parent.width
        spacing: Theme.px(8)
        Repeater {
            model: Kiosk.quickCash
            delegate: PadKey {
                required property var row
                required property int index
                objectName: "quick_" + index
                width: (quick.width - 3 * quick.spacing) / 4
                height: Math.max(48, Theme.px(52))
                visible: pane.selling
                opacity: row.amount === "" ? 0.35 : 1
                text: row.amount
                caption: row.caption
                size: 19
                face: Theme.quickKey
                ink: Theme.accent
                enabled: row.enabled
                onClicked: Kiosk.touchQuickCash(index)
            }
        }
    }
    Keypad {
        id: keypad
        objectName: "keypad"
        width: parent.width
        anchors.bottom: parent.bottom
    }
}
