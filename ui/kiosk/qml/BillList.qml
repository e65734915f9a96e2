// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The basket. Above four bills, or where they would not fit, one line each; the newest is always in sight.
ListView {
    id: list
    clip: true
    spacing: Theme.px(14)
    model: Kiosk.bills
    boundsBehavior: Flickable.StopAtBounds
    onCountChanged: positionViewAtEnd()
    delegate: BillCard {
        required property var row
        required property int index
        width: list.width
        height: implicitHeight
        bill: row
        brief: list.count > 4 || (list.count > 2 && !row.selected)
        onTouched: Kiosk.touchBill(index)
    }
}
