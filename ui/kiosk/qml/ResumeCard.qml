// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// After a restart: what was posted, what is not confirmed, the basket as it was.
Rectangle {
    id: card
    readonly property bool shown: facts.count > 0
    implicitHeight: body.height + Theme.px(48)
    radius: Theme.radius
    color: Theme.card
    border.color: Theme.line
    Column {
        id: body
        x: Theme.px(24); y: Theme.px(24)
        width: parent.width - 2 * x
        spacing: Theme.px(12)
        Repeater {
            id: facts
            model: Kiosk.facts
            delegate: NoticeBar {
                required property var row
                width: body.width
                notice: row
            }
        }
    }
}
