// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The coin of a count: loose pieces and rolls in one line, with one amount.
Column {
    id: column
    property real rowHeight
    property real fieldWidth
    readonly property real looseX: width * 0.27
    readonly property real rollX: looseX + fieldWidth + Theme.px(16)
    Item {
        width: column.width
        height: Theme.px(24)
        Repeater {
            model: [{ word: "kiosk.loose", at: column.looseX }, { word: "kiosk.rolls", at: column.rollX }]
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
        model: Kiosk.coinFields
        delegate: Item {
            id: coin
            required property var row
            width: column.width
            height: column.rowHeight
            Label {
                x: Theme.px(8)
                width: column.looseX - x - Theme.px(4)
                height: parent.height
                text: coin.row.label
                size: 18
            }
            CountField { x: column.looseX; width: column.fieldWidth; height: parent.height; cell: coin.row.loose }
            CountField { x: column.rollX; width: column.fieldWidth; height: parent.height; cell: coin.row.roll }
            Money {
                anchors.right: parent.right
                anchors.rightMargin: Theme.px(8)
                width: column.width - column.rollX - column.fieldWidth - Theme.px(16)
                height: parent.height
                text: coin.row.amount
                size: 18
            }
            Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: Theme.line }
        }
    }
    Item {
        width: column.width
        height: Theme.px(38)
        Label { x: Theme.px(8); height: parent.height; text: Kiosk.word("kiosk.coin"); size: 18; font.weight: Font.Bold }
        Money {
            anchors.right: parent.right
            anchors.rightMargin: Theme.px(8)
            width: column.width * 0.6
            height: parent.height
            text: Kiosk.count.coinTotal || ""
            size: 18
            weight: Font.Bold
        }
    }
}
