// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill
import CityTill.VirtualCounter.Model

// The paper as it comes out: the newest slip just above the printer, the older ones further up; drag to look back.
ListView {
    id: strip
    readonly property int paperWidth: 396
    clip: true
    spacing: 14
    model: Counter.slips
    boundsBehavior: Flickable.StopAtBounds
    onContentHeightChanged: if (!moving) positionViewAtEnd()
    onHeightChanged: positionViewAtEnd()
    delegate: Item {
        id: slip
        required property var row
        width: strip.width
        height: paper.height
        Rectangle {
            id: paper
            anchors.horizontalCenter: parent.horizontalCenter
            width: strip.paperWidth
            height: dots.implicitHeight
            color: "#ffffff"
            border.color: Theme.line
            clip: true
            Image {
                id: dots
                source: slip.row.picture
                sourceSize.width: strip.paperWidth
                Accessible.role: Accessible.Graphic
                Accessible.name: qsTr("Printed slip")
            }
        }
    }
}
