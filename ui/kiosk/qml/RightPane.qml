// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// What is still to pay (or counted so far), the entry box, quick cash, tenders, the pad. The pad's digits stand in the
// same place on every page; where nothing is tendered, the entry box comes down to them.
Item {
    id: pane
    readonly property bool selling: Kiosk.page === "counter" || Kiosk.page === "retender"
    readonly property bool tendering: selling || Kiosk.page === "change"

    WhenShown {
        shown: Kiosk.counting || (pane.selling && Kiosk.stillToPayLabel !== "")
        width: parent.width
        sourceComponent: SumsCard {
            objectName: "sums"
            counting: Kiosk.counting
            room: entry.y - Theme.px(8)
        }
    }
    WhenShown {
        shown: Kiosk.counting
        y: Theme.px(143)
        width: parent.width
        height: Theme.px(64)
        sourceComponent: PadKey {
            objectName: "seal"
            text: Kiosk.count.sealCaption || ""
            caption: Kiosk.count.sealHint || ""
            enabled: Kiosk.count.sealEnabled || false
            onClicked: Kiosk.key("star")
        }
    }
    WhenShown {
        shown: (Kiosk.page === "closing" || Kiosk.page === "closed") && (Kiosk.closing.notes || []).length > 0
        width: parent.width
        height: entry.y - Theme.px(12)
        sourceComponent: ClosingNotes { objectName: "closing_notes" }
    }
    EntryField {
        id: entry
        y: (pane.tendering ? quick.y : keypad.y) - height - Theme.px(11)
        width: parent.width
    }
    WhenShown {
        id: quick
        shown: pane.tendering
        y: keypad.y - height - Theme.px(8)
        width: parent.width
        height: Math.max(48, Theme.px(52))
        sourceComponent: QuickCash {}
    }
    Keypad {
        id: keypad
        objectName: "keypad"
        width: parent.width
        tendering: pane.tendering
        anchors.bottom: parent.bottom
    }
}
