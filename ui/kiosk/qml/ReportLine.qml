// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// One line of a report: its cells in their columns' shares of the width. Without columns it is one text.
Item {
    id: line
    property var cells: []
    property var columns: []
    property bool strong: false
    property bool soft: false
    readonly property real unit: {
        let all = 0
        for (const column of columns) all += column.characters
        return all > 0 ? width / all : 0
    }

    Row {
        height: parent.height
        Repeater {
            model: line.cells
            delegate: Item {
                id: cell
                required property string modelData
                required property int index
                readonly property var column: line.columns[cell.index] || null
                width: column ? line.unit * column.characters : line.width
                height: line.height
                Money {
                    visible: cell.column !== null && cell.column.right && !line.soft
                    width: parent.width - Theme.px(12); height: parent.height
                    text: visible ? cell.modelData : ""
                    size: 15
                    weight: line.strong ? Font.Bold : Font.Normal
                }
                Label {
                    visible: cell.column === null || !cell.column.right || line.soft
                    width: parent.width - Theme.px(12); height: parent.height
                    horizontalAlignment: cell.column !== null && cell.column.right ? Text.AlignRight : Text.AlignLeft
                    text: visible ? cell.modelData : ""
                    size: line.soft ? 14 : 15
                    color: line.soft ? Theme.softInk : Theme.ink
                    font.weight: line.strong ? Font.Bold : Font.Normal
                }
            }
        }
    }
}
