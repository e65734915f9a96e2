// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// Notes (loose and straps) on the left, coin (loose and rolls) on the right, the tapes of checks and slips under them.
Item {
    id: sheet
    readonly property real inner: width - 3 * Theme.px(22)
    readonly property real rowHeight: Math.max(48, Theme.px(48))
    readonly property real fieldWidth: Math.max(56, Math.min(Theme.px(84), inner * 0.11))

    Rectangle {
        id: card
        width: parent.width
        height: body.y + notes.height + Theme.px(8)
        radius: Theme.radius
        color: Theme.card
        border.color: Theme.line
        Label { x: Theme.px(20); y: Theme.px(16); text: Kiosk.count.title || ""; size: 24; font.weight: Font.Bold }
        Label {
            x: Theme.px(20); y: Theme.px(50)
            width: parent.width - 2 * x
            text: Kiosk.count.hint || ""
            color: Theme.softInk
        }
        Item {
            id: body
            x: Theme.px(22); y: Theme.px(72)
            MoneyColumn {
                id: notes
                width: sheet.inner * 0.47
                rows: Kiosk.noteFields
                looseAt: 0.17
                gap: Theme.px(10)
                bundleWord: "kiosk.straps"
                totalWord: "kiosk.notes"
                total: Kiosk.count.notesTotal || ""
                rowHeight: sheet.rowHeight
                fieldWidth: sheet.fieldWidth
            }
            MoneyColumn {
                x: notes.width + Theme.px(22)
                y: notes.height - height
                width: sheet.inner * 0.53
                rows: Kiosk.coinFields
                looseAt: 0.27
                gap: Theme.px(16)
                bundleWord: "kiosk.rolls"
                totalWord: "kiosk.coin"
                total: Kiosk.count.coinTotal || ""
                rowHeight: sheet.rowHeight
                fieldWidth: sheet.fieldWidth
            }
        }
    }
    TapeRow {
        visible: shown
        anchors.top: card.bottom
        anchors.topMargin: Theme.px(12)
        width: parent.width
        firstIndex: Kiosk.count.fieldCount || 0
    }
}
