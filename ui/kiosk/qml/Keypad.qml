// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// Tenders and the number pad. It stands in the same place on every page.
Column {
    id: pad
    property bool tendering: true
    readonly property real gap: Theme.px(8)
    readonly property real keyWidth: (width - 3 * gap) / 4
    readonly property real keyHeight: Math.max(48, Theme.px(56))
    spacing: gap

    WhenShown {
        shown: pad.tendering
        sourceComponent: KeyGrid {
            keys: [
                { key: "star", text: Kiosk.word("kiosk.cash"), caption: "*", kind: "tender" },
                { key: "slash", text: Kiosk.word("kiosk.check"), caption: "/", kind: "tender" },
                { key: "card", text: Kiosk.word("kiosk.card"), caption: "F3", kind: "tender" },
                { key: "money_order", text: Kiosk.word("kiosk.money_order"), caption: "F4", kind: "tender" }
            ]
        }
    }
    KeyGrid {
        keys: [
            { key: "7", text: "7" }, { key: "8", text: "8" }, { key: "9", text: "9" },
            { key: "backspace", text: "\u232b", kind: "action", name: Kiosk.word("kiosk.back") },
            { key: "4", text: "4" }, { key: "5", text: "5" }, { key: "6", text: "6" },
            { key: "minus", text: "\u2212", kind: "action" },
            { key: "1", text: "1" }, { key: "2", text: "2" }, { key: "3", text: "3" },
            { key: "plus", text: "+", kind: "action" },
            { key: "0", text: "0" }, { key: "00", text: "00" }, { key: "point", text: "." },
            { key: "enter", text: "Enter", kind: "enter" }
        ]
    }

    component KeyGrid: Grid {
        id: grid
        property var keys: []
        columns: 4
        spacing: pad.gap
        Repeater {
            model: grid.keys
            delegate: PadKey {
                required property var modelData
                objectName: "key_" + modelData.key
                width: pad.keyWidth
                height: pad.keyHeight
                text: modelData.text
                caption: modelData.caption || ""
                enabled: modelData.kind !== "tender" || Kiosk.tendersEnabled
                face: modelData.kind === "enter" ? Theme.accent
                    : modelData.kind === undefined ? Theme.key : Theme.actionKey
                ink: modelData.kind === "enter" ? Theme.accentInk : Theme.ink
                Accessible.name: modelData.name || (caption === "" ? text : text + ", " + caption)
                onClicked: Kiosk.key(modelData.key)
            }
        }
    }
}
