// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The notes of a count: which, how many, how much.
Column {
    id: column
    property real rowHeight
    property real fieldWidth
    Repeater {
        model: Kiosk.noteFields
        delegate: Item {
            id: note
            required property var row
            width: column.width
            height: column.rowHeight
            Label { x: Theme.px(8); height: parent.height; text: note.row.label; size: 18 }
            CountField {
                x: column.width * 0.37
                width: column.fieldWidth
                height: parent.height
                cell: note.row
            }
            Money {
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(8)
                width: column.width * 0.3
                height: parent.height
                text: note.row.amount
                size: 18
            }
            Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: Theme.line }
        }
    }
    Item {
        width: column.width
        height: Theme.px(38)
        Label { x: Theme.px(8); height: parent.height; text: Kiosk.word("kiosk.notes"); size: 18; font.weight: Font.Bold }
        Money {
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(8)
            width: column.width * 0.6
            height: parent.height
            text: Kiosk.count.notesTotal || ""
            size: 18
            weight: Font.Bold
        }
    }
}
