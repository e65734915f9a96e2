// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The one box that is typed into; its label says what the digits will be. Its border flashes when a key is refused.
Item {
    id: field
    property bool refusedNow: false
    implicitHeight: Theme.px(86)

    Label {
        id: label
        width: parent.width
        height: Theme.px(24)
        text: Kiosk.entry.label || ""
        size: 15
        color: Theme.softInk
    }
    Rectangle {
        objectName: "entry_box"
        y: Theme.px(27)
        width: parent.width
        height: Theme.px(59)
        radius: Theme.radius
        color: Kiosk.entry.enabled ? Theme.card : Theme.paper
        border.width: field.refusedNow ? 4 : 2
        border.color: field.refusedNow ? Theme.red : typed.text !== "" ? Theme.accent : Theme.fieldLine
        Money {
            id: typed
            objectName: "entry"
            anchors.fill: parent
            anchors.leftMargin: Theme.px(16)
            anchors.rightMargin: Theme.px(18)
            text: Kiosk.entry.text || ""
            size: 32
            weight: Font.Bold
            Accessible.role: Accessible.EditableText
            Accessible.name: label.text + ": " + text
        }
    }
    Connections {
        target: Kiosk
        function onRefused() { field.refusedNow = true; calm.restart() }
    }
    Timer { id: calm; interval: 400; onTriggered: field.refusedNow = false }
}
