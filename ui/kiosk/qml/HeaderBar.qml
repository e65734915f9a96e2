// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// Who and where on the left, the devices and the time on the right.
Rectangle {
    id: bar
    height: Theme.px(48)
    color: Theme.card

    Row {
        x: Theme.px(24)
        height: parent.height
        spacing: Theme.px(20)
        Label {
            height: parent.height
            width: Math.min(implicitWidth, bar.width * 0.24)
            text: Kiosk.header.office || ""
            size: 15
            font.weight: Font.Bold
        }
        Repeater {
            model: [Kiosk.header.window || "", Kiosk.header.till || "", Kiosk.header.person || ""]
            delegate: Label {
                required property string modelData
                visible: modelData !== ""
                height: bar.height
                width: Math.min(implicitWidth, bar.width * 0.14)
                text: modelData
                size: 15
            }
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: Theme.px(24)
        height: parent.height
        spacing: Theme.px(20)
        Repeater {
            model: Kiosk.header.lamps || []
            delegate: Row {
                id: lamp
                required property var modelData
                height: bar.height
                spacing: Theme.px(8)
                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Theme.px(9); height: width
                    radius: lamp.modelData.level === 0 ? width / 2 : 1
                    color: [Theme.accent, Theme.lampAmber, Theme.red][lamp.modelData.level]
                }
                Label {
                    height: parent.height
                    text: lamp.modelData.text
                    size: 15
                    color: lamp.modelData.level === 0 ? Theme.softInk : Theme.ink
                }
            }
        }
        Label { height: parent.height; text: Kiosk.header.time || ""; size: 15; font.weight: Font.Bold }
    }
    Rectangle { width: parent.width; height: 1; anchors.bottom: parent.bottom; color: Theme.line }
}
