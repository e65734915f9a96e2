// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// One field of a count: touch it, or walk to it with Enter.
Rectangle {
    id: field
    property var cell
    objectName: cell && cell.present ? "count_" + cell.index : ""
    visible: cell !== undefined && cell.present
    width: Theme.px(84)
    height: Theme.px(34)
    radius: Theme.px(8)
    color: Theme.card
    border.width: visible && cell.selected ? 2 : 1
    border.color: visible && cell.selected ? Theme.accent : Theme.fieldLine
    Label {
        anchors.fill: parent
        anchors.rightMargin: Theme.px(10)
        anchors.leftMargin: Theme.px(6)
        horizontalAlignment: Text.AlignRight
        text: field.visible ? field.cell.typed : ""
        size: 17
    }
    MouseArea {
        anchors.fill: parent
        anchors.margins: -Theme.px(8)
        onClicked: Kiosk.touchCountField(field.cell.index)
    }
}
