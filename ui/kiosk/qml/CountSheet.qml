// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// Notes on the left, coin (loose and rolls) on the right, the tapes of checks and slips under them.
Item {
    id: sheet
    readonly property real half: (width - 3 * Theme.px(24)) / 2
    readonly property real rowHeight: Theme.px(46)

    Rectangle {
        id: card
        width: parent.width
        height: Math.min(sheet.height, Theme.px(104) + 8 * sheet.rowHeight)
        radius: Theme.radius
        color: Theme.card
        border.color: Theme.line
        Label { x: Theme.px(20); y: Theme.px(14); text: Kiosk.count.title || ""; size: 22; font.weight: Font.Bold }
        Label {
            x: Theme.px(20); y: Theme.px(46)
            width: parent.width - 2 * x
            text: Kiosk.count.hint || ""
            color: Theme.softInk
        }
        Column {
            x: Theme.px(24); y: Theme.px(96)
            Repeater {
                model: Kiosk.noteFields
                delegate: Item {
                    id: note
                    required property var row
                    width: sheet.half
                    height: sheet.rowHeight
                    Label { x: Theme.px(8); height: parent.height; text: note.row.label; size: 18 }
                    CountField { x: sheet.half * 0.38; anchors.verticalCenter: parent.verticalCenter; cell: note.row }
                    Label {
                        anchors.right: parent.right
                        anchors.rightMargin: Theme.px(8)
                        height: parent.height
                        text: note.row.amount; size: 18
                    }
                    Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: Theme.line }
                }
            }
            Item {
                width: sheet.half; height: Theme.px(38)
                Label { x: Theme.px(8); height: parent.height; text: Kiosk.word("kiosk.notes"); size: 18; font.weight: Font.Bold }
                Label {
                    anchors.right: parent.right; anchors.rightMargin: Theme.px(8)
                    height: parent.height
                    text: Kiosk.count.notesTotal || ""; size: 18; font.weight: Font.Bold
                }
            }
        }
        Column {
            x: Theme.px(48) + sheet.half; y: Theme.px(74)
            Item {
                width: sheet.half; height: Theme.px(24)
                Label {
                    x: sheet.half * 0.29; width: Theme.px(84); height: parent.height
                    horizontalAlignment: Text.AlignRight
                    text: Kiosk.word("kiosk.loose"); size: 14; color: Theme.softInk
                }
                Label {
                    x: sheet.half * 0.29 + Theme.px(100); width: Theme.px(84); height: parent.height
                    horizontalAlignment: Text.AlignRight
                    text: Kiosk.word("kiosk.rolls"); size: 14; color: Theme.softInk
                }
            }
            Repeater {
                model: Kiosk.coinFields
                delegate: Item {
                    id: coin
                    required property var row
                    width: sheet.half
                    height: sheet.rowHeight
                    Label { x: Theme.px(8); height: parent.height; text: coin.row.label; size: 18 }
                    CountField { x: sheet.half * 0.29; anchors.verticalCenter: parent.verticalCenter; cell: coin.row.loose }
                    CountField {
                        x: sheet.half * 0.29 + Theme.px(100)
                        anchors.verticalCenter: parent.verticalCenter
                        cell: coin.row.roll
                    }
                    Label {
                        anchors.right: parent.right; anchors.rightMargin: Theme.px(8)
                        height: parent.height
                        text: coin.row.amount; size: 18
                    }
                    Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: Theme.line }
                }
            }
            Item {
                width: sheet.half; height: Theme.px(38)
                Label { x: Theme.px(8); height: parent.height; text: Kiosk.word("kiosk.coin"); size: 18; font.weight: Font.Bold }
                Label {
                    anchors.right: parent.right; anchors.rightMargin: Theme.px(8)
                    height: parent.height
                    text: Kiosk.count.coinTotal || ""; size: 18; font.weight: Font.Bold
                }
            }
        }
    }
    Column {
        anchors.top: card.bottom
        anchors.topMargin: Theme.px(12)
        width: parent.width
        spacing: Theme.px(8)
        Repeater {
            model: Kiosk.tapes
            delegate: Rectangle {
                id: tape
                required property var row
                width: sheet.width
                height: Theme.px(50)
                radius: Theme.radius
                color: Theme.card
                border.width: row.selected ? 2 : 1
                border.color: row.selected ? Theme.accent : Theme.line
                Label {
                    id: tapeTitle
                    x: Theme.px(20); height: parent.height
                    text: tape.row.title; font.weight: Font.Bold
                }
                Label {
                    anchors.left: tapeTitle.right; anchors.leftMargin: Theme.px(14)
                    anchors.right: tapeSummary.left; anchors.rightMargin: Theme.px(14)
                    height: parent.height
                    elide: Text.ElideLeft
                    text: tape.row.amounts.length > 0 ? tape.row.amounts.join("  ") : tape.row.hint
                    color: Theme.softInk
                }
                Label {
                    id: tapeSummary
                    anchors.right: parent.right; anchors.rightMargin: Theme.px(20)
                    height: parent.height
                    text: tape.row.summary
                }
            }
        }
    }
}
