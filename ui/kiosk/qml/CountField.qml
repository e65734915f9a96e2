// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// One field of a count: touch it, or walk to it with Enter. What can be touched is as high as its row.
Item {
    id: field
    property var cell: null
    readonly property bool selected: visible && cell.selected
    objectName: visible ? "count_" + cell.index : ""
    visible: cell !== null && cell !== undefined && cell.present
    Accessible.role: Accessible.EditableText
    Accessible.name: visible ? cell.label + ": " + cell.typed : ""
    Accessible.onPressAction: Kiosk.touchCountField(cell.index)

    Rectangle {
        anchors.centerIn: parent
        width: parent.width
        height: Theme.px(34)
        radius: Theme.px(8)
        color: Theme.card
        border.width: field.selected ? 2 : 1
        border.color: field.selected ? Theme.accent : Theme.fieldLine
        Money {
            anchors.fill: parent
            anchors.rightMargin: Theme.px(10)
            anchors.leftMargin: Theme.px(4)
            text: field.visible ? field.cell.typed : ""
            size: 18
        }
    }
    MouseArea { anchors.fill: parent; onClicked: Kiosk.touchCountField(field.cell.index) }
}
