// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// What is still to pay (or counted so far), the entry box, quick cash, tenders, the pad. The pad's digits stand in the
// same place on every page; where nothing is tendered, the entry box comes down to them.
Item {
    id: pane
    readonly property bool selling: Kiosk.page === "counter"
    readonly property bool tendering: selling || Kiosk.page === "change"

    SumsCard {
        objectName: "sums"
        visible: Kiosk.counting || (pane.selling && Kiosk.stillToPayLabel !== "")
        width: parent.width
        counting: Kiosk.counting
        room: entry.y - Theme.px(8)
    }
    PadKey {
        objectName: "seal"
        visible: Kiosk.counting
        y: Theme.px(143)
        width: parent.width
        height: Theme.px(64)
        text: Kiosk.count.sealCaption || ""
        caption: Kiosk.count.sealHint || ""
        enabled: Kiosk.count.sealEnabled || false
        onClicked: Kiosk.key("star")
    }
    EntryField {
        id: entry
        y: (pane.tendering ? quick.y : keypad.y) - height - Theme.px(11)
        width: parent.width
    }
    Row {
        id: quick
        visible: pane.tendering
        y: keypad.y - height - Theme.px(8)
        width: parent.width
        height: Math.max(48, Theme.px(52))
        spacing: Theme.px(8)
        Repeater {
            model: Kiosk.quickCash
            delegate: PadKey {
                required property var row
                required property int index
                objectName: "quick_" + index
                width: (quick.width - 3 * quick.spacing) / 4
                height: quick.height
                text: row.amount
                caption: row.caption
                size: 19
                face: Theme.quickKey
                ink: Theme.accent
                enabled: row.enabled
                Accessible.ignored: row.amount === ""
                onClicked: Kiosk.touchQuickCash(index)
            }
        }
    }
    Keypad {
        id: keypad
        objectName: "keypad"
        width: parent.width
        tendering: pane.tendering
        anchors.bottom: parent.bottom
    }
}
