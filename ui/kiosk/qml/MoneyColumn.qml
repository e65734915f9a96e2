// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The coin or the notes of a count: single pieces, and rolls or straps, in one line with one amount.
Column {
    id: column
    property real rowHeight
    property real fieldWidth
    property var rows
    property real looseAt
    property real gap
    property string bundleWord
    property string totalWord
    property string total
    readonly property real looseX: width * looseAt
    readonly property real bundleX: looseX + fieldWidth + gap
    Item {
        width: column.width
        height: Theme.px(24)
        Repeater {
            model: [{ word: "kiosk.loose", at: column.looseX }, { word: column.bundleWord, at: column.bundleX }]
            delegate: Label {
                required property var modelData
                x: modelData.at
                width: column.fieldWidth
                height: parent.height
                horizontalAlignment: Text.AlignRight
                text: Kiosk.word(modelData.word)
                size: 14
                color: Theme.softInk
            }
        }
    }
    Repeater {
        model: column.rows
        delegate: Item {
            id: money
            required property var row
            width: column.width
            height: column.rowHeight
            Label {
                x: Theme.px(8)
                width: column.looseX - x - Theme.px(4)
                height: parent.height
                text: money.row.label
                size: 18
            }
            CountField { x: column.looseX; width: column.fieldWidth; height: parent.height; cell: money.row.loose }
            CountField { x: column.bundleX; width: column.fieldWidth; height: parent.height; cell: money.row.bundle }
            Money {
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(8)
                width: column.width - column.bundleX - column.fieldWidth - Theme.px(12)
                height: parent.height
                text: money.row.amount
                size: 18
            }
            Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: Theme.line }
        }
    }
    Item {
        width: column.width
        height: Theme.px(38)
        Label { x: Theme.px(8); height: parent.height; text: Kiosk.word(column.totalWord); size: 18; font.weight: Font.Bold }
        Money {
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(8)
            width: column.width * 0.6
            height: parent.height
            text: column.total
            size: 18
            weight: Font.Bold
        }
    }
}
