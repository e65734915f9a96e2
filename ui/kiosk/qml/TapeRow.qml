// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import CityTill.Model

// The adding tapes of checks, money orders, card slips and the terminal's batches; under them what the selected one holds.
Column {
    id: tapes
    property int firstIndex: 0  // of the count's fields, the first after the cash
    readonly property bool shown: repeater.count > 0
    spacing: Theme.px(8)
    Row {
        spacing: Theme.px(12)
        Repeater {
            id: repeater
            model: Kiosk.tapes
            delegate: T.AbstractButton {
                id: tape
                required property var row
                required property int index
                objectName: "tape_" + index
                width: (tapes.width - (repeater.count - 1) * Theme.px(12)) / repeater.count
                height: Math.max(56, Theme.px(66))
                focusPolicy: Qt.NoFocus
                Accessible.role: Accessible.Button
                Accessible.name: row.title + ", " + row.summary + (row.again ? ", " + Kiosk.word("count.again_mark") : "")
                Accessible.onPressAction: tape.clicked()
                onClicked: Kiosk.touchCountField(tapes.firstIndex + index)
                background: Rectangle {
                    radius: Theme.radius
                    color: tape.down ? Theme.key : tape.row.again ? Theme.amberPaper : Theme.card
                    border.width: tape.row.selected ? 2 : 1
                    border.color: tape.row.selected ? Theme.accent : Theme.line
                }
                contentItem: Item {
                    Label {
                        x: Theme.px(12); y: Theme.px(9)
                        width: parent.width - 2 * x
                        text: (tape.row.again ? "\u25b2 " : "") + tape.row.title
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 14
                        font.weight: Font.Bold
                    }
                    Label {
                        x: Theme.px(12); y: Theme.px(34)
                        width: parent.width - 2 * x
                        text: tape.row.summary
                        size: 15
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 12
                    }
                }
            }
        }
    }
    Label {
        x: Theme.px(2)
        width: parent.width - 2 * x
        height: Theme.px(24)
        elide: Text.ElideLeft
        text: Kiosk.count.tapeDetail || ""
        size: 15
        color: Theme.softInk
    }
}
