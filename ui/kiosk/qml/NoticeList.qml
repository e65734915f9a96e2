// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// What the station has to say, in the order of what it costs the customer.
Column {
    id: list
    spacing: Theme.px(8)
    Repeater {
        model: Kiosk.notices
        delegate: NoticeBar {
            required property var row
            width: list.width
            notice: row
        }
    }
}
