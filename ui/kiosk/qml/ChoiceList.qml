// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import CityTill.Model

// Numbered choices: people, menus, reasons, accounts found.
ListView {
    id: list
    clip: true
    spacing: Theme.px(10)
    model: Kiosk.choices
    highlightMoveDuration: 0
    boundsBehavior: Flickable.StopAtBounds
    delegate: T.AbstractButton {
        id: choice
        required property var row
        required property int index
        readonly property bool current: row.selected
        objectName: "choice_" + index
        onCurrentChanged: if (current) ListView.view.currentIndex = index
        Component.onCompleted: if (current) ListView.view.currentIndex = index
        width: list.width
        height: Theme.px(62)
        enabled: row.enabled
        focusPolicy: Qt.NoFocus
        Accessible.role: Accessible.Button
        Accessible.name: row.text + (row.detail === "" ? "" : ", " + row.detail)
        Accessible.onPressAction: choice.clicked()
        onClicked: Kiosk.touchChoice(index)
        background: Rectangle {
            radius: Theme.radius
            color: choice.down ? Theme.key : Theme.card
            border.width: choice.row.selected ? 2 : 1
            border.color: choice.row.selected ? Theme.accent : Theme.line
        }
        contentItem: Item {
            opacity: choice.enabled ? 1 : 0.6
            Rectangle {
                id: cap
                visible: choice.row.key !== ""
                anchors.verticalCenter: parent.verticalCenter
                x: Theme.px(14)
                width: Math.max(Theme.px(38), capText.implicitWidth + Theme.px(16)); height: Theme.px(38)
                radius: Theme.px(8)
                color: Theme.actionKey
                Label { id: capText; anchors.centerIn: parent; text: choice.row.key; size: 18; font.weight: Font.DemiBold }
            }
            Label {
                id: what
                anchors.verticalCenter: parent.verticalCenter
                x: cap.visible ? cap.x + cap.width + Theme.px(16) : Theme.px(20)
                width: Math.min(implicitWidth, parent.width - x - Theme.px(20))
                text: choice.row.text
                size: 19
                font.weight: Font.DemiBold
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                anchors.left: what.right
                anchors.leftMargin: Theme.px(16)
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(20)
                horizontalAlignment: Text.AlignRight
                text: choice.row.detail
                color: Theme.softInk
            }
        }
    }
}
