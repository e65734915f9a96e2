// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// After the seal: expected, counted, over or short, by kind of tender.
Rectangle {
    id: table
    readonly property real column: Math.min(Theme.px(150), (width - Theme.px(48)) * 0.22)
    implicitHeight: body.height + Theme.px(40)
    radius: Theme.radius
    color: Theme.card
    border.color: Theme.line

    Column {
        id: body
        x: Theme.px(24); y: Theme.px(18)
        width: parent.width - 2 * x
        Item {
            width: parent.width; height: Theme.px(40)
            Label { height: parent.height; width: parent.width; text: Kiosk.closing.title || ""; size: 24; font.weight: Font.Bold }
        }
        Row {
            width: parent.width; height: Theme.px(32)
            layoutDirection: Qt.RightToLeft
            Repeater {
                model: [Kiosk.word("kiosk.over_short"), Kiosk.word("kiosk.counted"), Kiosk.word("kiosk.expected")]
                delegate: Label {
                    required property string modelData
                    width: table.column; height: parent.height
                    horizontalAlignment: Text.AlignRight
                    text: modelData; size: 14; color: Theme.softInk
                }
            }
        }
        Repeater {
            model: Kiosk.closing.rows || []
            delegate: Item {
                id: line
                required property var modelData
                width: body.width; height: Theme.px(44)
                Label { height: parent.height; text: line.modelData.label; size: 18 }
                Row {
                    anchors.right: parent.right
                    height: parent.height
                    Repeater {
                        model: [line.modelData.expected, line.modelData.counted, line.modelData.overShort]
                        delegate: Money {
                            required property string modelData
                            required property int index
                            width: table.column; height: parent.height
                            text: modelData; size: 18
                            color: index === 2 && line.modelData.differs ? Theme.amber : Theme.ink
                            weight: index === 2 && line.modelData.differs ? Font.Bold : Font.Normal
                        }
                    }
                }
                Rectangle { width: parent.width; height: 1; color: Theme.line }
            }
        }
        Item {
            width: parent.width; height: Theme.px(84)
            Label { height: parent.height; text: Kiosk.closing.overShortLabel || ""; size: 20; color: Theme.softInk }
            Money {
                anchors.right: parent.right; width: parent.width * 0.7; height: parent.height
                text: Kiosk.closing.overShort || ""; size: 52; weight: Font.Bold
            }
        }
    }
}
