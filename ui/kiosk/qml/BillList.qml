// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// The basket. Above four bills, or where they would not fit, one line each; the selected one is always in sight.
ListView {
    id: list
    clip: true
    spacing: count > 4 ? Theme.px(8) : Theme.px(14)
    highlightMoveDuration: 0
    model: Kiosk.bills
    boundsBehavior: Flickable.StopAtBounds
    delegate: BillCard {
        required property var row
        required property int index
        width: list.width
        height: implicitHeight
        objectName: "bill_" + index
        bill: row
        brief: list.count > 4 || (list.count > 2 && !row.selected)
        readonly property bool current: row.selected
        onCurrentChanged: if (current) ListView.view.currentIndex = index
        Component.onCompleted: if (current) ListView.view.currentIndex = index
        onTouched: Kiosk.touchBill(index)
    }
}
