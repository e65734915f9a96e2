// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// Beside the closing: what a difference may be, the likeliest first, each with its evidence. What does not fit is
// scrolled to.
Rectangle {
    id: card
    radius: Theme.radius
    color: Theme.card
    border.color: Theme.line
    Label {
        id: title
        x: Theme.px(18); y: Theme.px(12)
        width: parent.width - 2 * x
        text: Kiosk.closing.notesTitle || ""
        font.weight: Font.Bold
    }
    ListView {
        x: Theme.px(18)
        y: title.y + title.height + Theme.px(8)
        width: parent.width - 2 * x
        height: parent.height - y - Theme.px(10)
        clip: true
        spacing: Theme.px(9)
        boundsBehavior: Flickable.StopAtBounds
        model: Kiosk.closing.notes || []
        delegate: Column {
            id: note
            required property var modelData
            width: ListView.view.width
            Accessible.role: Accessible.StaticText
            Accessible.name: modelData.what + " " + modelData.text
            Label {
                width: parent.width
                text: note.modelData.what
                size: 15
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
            Label {
                width: parent.width
                visible: text !== ""
                text: note.modelData.text
                size: 14
                color: Theme.softInk
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
