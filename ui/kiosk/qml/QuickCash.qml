// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// What people hand over for such a sum, a key each.
Row {
    id: quick
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
