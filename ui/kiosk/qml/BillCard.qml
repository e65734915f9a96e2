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

    // The columns of the drawing, on a card that is narrower than there.
    function moneyWidth(length) { return Math.round(Math.min(Theme.px(length), width * length / 790)) }

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
                font.weight: Font.Bold
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
            Money {
                id: paying
                anchors.right: parent.right
                width: implicitWidth
                height: parent.height
                text: card.bill.paying
                size: 27
                weight: Font.Bold
            }
        }
        Item { width: 1; height: Theme.px(6); visible: !card.brief && !card.bill.columns }
        Row {
            visible: card.bill.columns && !card.brief
            width: parent.width
            height: Theme.px(30)
            layoutDirection: Qt.RightToLeft
            Item { width: card.moneyWidth(110); height: 1 }
            Label {
                width: card.moneyWidth(190); height: parent.height
                horizontalAlignment: Text.AlignRight
                text: Kiosk.word("kiosk.current"); size: 14; color: Theme.softInk
            }
            Label {
                width: card.moneyWidth(190); height: parent.height
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
                Money {
                    width: card.moneyWidth(110); height: parent.height
                    text: line.modelData.amount
                }
                Money {
                    width: card.moneyWidth(190); height: parent.height
                    text: line.modelData.current; color: Theme.softInk
                }
                Money {
                    width: card.moneyWidth(190); height: parent.height
                    text: line.modelData.pastDue; color: Theme.softInk
                }
                Label { width: body.width - card.moneyWidth(490); height: parent.height; text: line.modelData.service }
            }
        }
        Item { width: 1; height: Theme.px(10); visible: notice.visible }
        NoticeBar {
            id: notice
            visible: card.bill.notice !== undefined && card.bill.notice !== null
            width: parent.width
            notice: card.bill.notice || null
        }
    }
}
