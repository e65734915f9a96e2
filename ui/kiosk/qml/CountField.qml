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
    Accessible.name: visible ? cell.label + ": " + cell.typed
        + (cell.again ? ", " + Kiosk.word("count.again_mark") : "") : ""
    Accessible.onPressAction: Kiosk.touchCountField(cell.index)

    Rectangle {
        anchors.centerIn: parent
        width: parent.width
        height: Theme.px(34)
        radius: Theme.px(8)
        color: field.visible && field.cell.again ? Theme.amberPaper : Theme.card
        border.width: field.selected ? 2 : 1
        border.color: field.selected ? Theme.accent : Theme.fieldLine
        Label {
            visible: field.visible && field.cell.again
            x: Theme.px(6)
            height: parent.height
            text: "\u25b2"
            size: 12
            color: Theme.amber
            Accessible.ignored: true
        }
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
