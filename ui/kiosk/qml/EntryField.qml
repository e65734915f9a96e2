// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The one box that is typed into; its label says what the digits will be.
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
        height: Theme.px(58)
        radius: Theme.radius
        color: Kiosk.entry.enabled ? Theme.card : Theme.paper
        border.width: 2
        border.color: field.refusedNow ? Theme.red : (Kiosk.entry.text || "") !== "" ? Theme.accent : Theme.fieldLine
        Label {
            anchors.fill: parent
            anchors.leftMargin: Theme.px(16)
            anchors.rightMargin: Theme.px(16)
            horizontalAlignment: Text.AlignRight
            text: Kiosk.entry.text || ""
            size: 31
            font.weight: Font.DemiBold
            elide: Text.ElideLeft
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
