// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// A bill of the basket: whose it is, its lines by service, what is being paid on it, one line of what there is to say.
Rectangle {
    id: card
    property var bill
    property bool brief: false
    signal touched()
    implicitHeight: body.height + Theme.px(brief ? 24 : 34)
    radius: Theme.radius
    color: Theme.card
    border.width: bill.selected ? 2 : 1
    border.color: bill.selected ? Theme.accent : Theme.line
    Accessible.role: Accessible.ListItem
    Accessible.name: bill.name + ", " + bill.paying

    MouseArea { anchors.fill: parent; onClicked: card.touched() }
    Column {
        id: body
        x: Theme.px(20)
        y: Theme.px(card.brief ? 12 : 17)
        width: parent.width - 2 * x
        Item {
            width: parent.width
            height: Theme.px(34)
            Label {
                id: who
                height: parent.height
                width: Math.min(implicitWidth, parent.width * 0.48)
                text: card.bill.name
                size: 20
                font.weight: Font.DemiBold
            }
            Label {
                id: street
                anchors.left: who.right
                anchors.leftMargin: Theme.px(14)
                height: parent.height
                width: Math.min(implicitWidth, Math.max(0, paying.x - x - number.implicitWidth - Theme.px(34)))
                text: card.bill.street
                color: Theme.softInk
            }
            Label {
                id: number
                anchors.left: street.right
                anchors.leftMargin: Theme.px(14)
                height: parent.height
                text: card.bill.account
                size: 15
                color: Theme.softInk
            }
            Label {
                id: paying
                anchors.right: parent.right
                height: parent.height
                text: card.bill.paying
                size: 26
                font.weight: Font.Bold
            }
        }
        Row {
            visible: card.bill.columns && !card.brief
            width: parent.width
            height: Theme.px(30)
            layoutDirection: Qt.RightToLeft
            Item { width: Theme.px(110); height: 1 }
            Label {
                width: Theme.px(190); height: parent.height
                horizontalAlignment: Text.AlignRight
                text: Kiosk.word("kiosk.current"); size: 14; color: Theme.softInk
            }
            Label {
                width: Theme.px(190); height: parent.height
                horizontalAlignment: Text.AlignRight
                text: Kiosk.word("kiosk.past_due"); size: 14; color: Theme.softInk
            }
        }
        Repeater {
            model: card.brief ? [] : card.bill.lines
            delegate: Row {
                id: line
                required property var modelData
                width: body.width
                height: Theme.px(28)
                layoutDirection: Qt.RightToLeft
                Label {
                    width: Theme.px(110); height: parent.height
                    horizontalAlignment: Text.AlignRight
                    text: line.modelData.amount
                }
                Label {
                    width: Theme.px(190); height: parent.height
                    horizontalAlignment: Text.AlignRight
                    text: line.modelData.current; color: Theme.softInk
                }
                Label {
                    width: Theme.px(190); height: parent.height
                    horizontalAlignment: Text.AlignRight
                    text: line.modelData.pastDue; color: Theme.softInk
                }
                Label { width: body.width - Theme.px(490); height: parent.height; text: line.modelData.service }
            }
        }
        Item { width: 1; height: Theme.px(10); visible: notice.visible }
        NoticeBar {
            id: notice
            visible: card.bill.notice !== undefined && card.bill.notice !== null
            width: parent.width
            notice: card.bill.notice || ({ level: 0, what: "", text: "" })
        }
    }
}
