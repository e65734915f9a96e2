// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The keys of the page, their names bold.
Flow {
    id: line
    spacing: Theme.px(14)
    Repeater {
        model: Kiosk.hints
        delegate: Row {
            id: group
            required property var row
            height: Theme.px(24)
            Repeater {
                model: group.row.runs
                delegate: Label {
                    required property var modelData
                    height: group.height
                    width: Math.min(implicitWidth, line.width)
                    text: modelData.text
                    size: 15
                    color: Theme.softInk
                    font.weight: modelData.bold ? Font.Bold : Font.Normal
                }
            }
        }
    }
}
