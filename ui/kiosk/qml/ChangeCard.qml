// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// After settlement: the change is the largest number, and stays until the next scan.
Rectangle {
    id: card
    height: breakdown.visible ? Theme.px(340) : Theme.px(286)
    radius: Theme.radius
    color: Theme.card
    border.color: Theme.line

    Label { x: Theme.px(32); y: Theme.px(26); text: Kiosk.word("kiosk.change"); size: 20; color: Theme.softInk }
    Money {
        objectName: "change"
        x: Theme.px(32); y: Theme.px(40)
        width: parent.width - 2 * x
        height: Theme.px(190)
        text: Kiosk.change.change || ""
        size: 150
        weight: Font.Bold
        Accessible.name: Kiosk.word("kiosk.change") + " " + text
    }
    Item {
        x: Theme.px(32); y: Theme.px(226)
        width: parent.width - 2 * x
        height: Theme.px(32)
        Label {
            id: paid
            height: parent.height
            text: Kiosk.change.paid ? Kiosk.word("receipt.paid") + " " + Kiosk.change.paid : ""
            size: 20
        }
        Label {
            anchors.left: paid.right
            anchors.leftMargin: Theme.px(16)
            anchors.right: receiptWord.left
            anchors.rightMargin: Theme.px(12)
            height: Theme.px(44)
            anchors.verticalCenter: parent.verticalCenter
            text: Kiosk.change.tenders || ""
            size: 20
            fontSizeMode: Text.Fit
            minimumPixelSize: 14
            wrapMode: Text.WordWrap
            maximumLineCount: 2
            color: Theme.softInk
        }
        Label {
            id: receiptWord
            anchors.right: receipt.left
            anchors.rightMargin: Theme.px(7)
            height: parent.height
            text: Kiosk.word("kiosk.receipt")
            size: 20
        }
        Label {
            id: receipt
            anchors.right: parent.right
            height: parent.height
            text: Kiosk.change.receipt || ""
            size: 20
            font.weight: Font.Bold
        }
    }
    Rectangle {
        id: breakdown
        visible: (Kiosk.change.breakdown || "") !== ""
        x: Theme.px(32); y: Theme.px(270)
        width: parent.width - 2 * x
        height: Theme.px(42)
        radius: Theme.px(8)
        color: Theme.infoPaper
        Label {
            anchors.fill: parent
            anchors.leftMargin: Theme.px(14)
            anchors.rightMargin: Theme.px(14)
            text: Kiosk.change.breakdown || ""
            size: 18
        }
    }
}
