// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill
import CityTill.VirtualCounter.Model

// The metal box: it pops open by the printer's pulse, and is pushed shut by a touch.
Item {
    id: box
    implicitHeight: 236

    Rectangle {
        id: cabinet
        width: parent.width
        height: 78
        radius: Theme.radius
        color: "#3a4745"
    }
    Rectangle {
        id: tray
        x: 14
        width: parent.width - 28
        y: Counter.drawerOpen ? 60 : -30
        height: 104
        color: "#1d2625"
        visible: y > -30
        Behavior on y { NumberAnimation { duration: 160; easing.type: Easing.OutCubic } }
        Row {
            anchors { fill: parent; margins: 9 }
            spacing: 7
            Repeater {
                model: ["#8fae93", "#a4b78b", "#8ea7b8", "#b9a48a", "#a08fb0"]
                delegate: Rectangle {
                    required property string modelData
                    width: (tray.width - 46) / 5
                    height: 52
                    radius: 3
                    color: modelData
                    Rectangle { anchors.centerIn: parent; width: 26; height: 26; radius: 13; color: Qt.darker(parent.color, 1.18) }
                }
            }
        }
        Row {
            x: 9
            y: 68
            spacing: 7
            Repeater {
                model: ["#c9c6bd", "#c9c6bd", "#c9c6bd", "#b9b4a6", "#b08b63"]
                delegate: Rectangle {
                    required property string modelData
                    width: (tray.width - 46) / 5
                    height: 27
                    radius: 13
                    color: modelData
                }
            }
        }
    }
    Rectangle {
        id: front
        y: Counter.drawerOpen ? 158 : 12
        x: 6
        width: parent.width - 12
        height: 62
        radius: 6
        color: "#4b5a57"
        border.color: "#2b3836"
        Behavior on y { NumberAnimation { duration: 160; easing.type: Easing.OutCubic } }
        Rectangle {
            x: 20
            anchors.verticalCenter: parent.verticalCenter
            width: 22
            height: 22
            radius: 11
            color: "#c9cfc9"
            Rectangle { anchors.centerIn: parent; width: 4; height: 12; radius: 2; color: "#2b3836" }
        }
        Label {
            x: 60
            anchors.verticalCenter: parent.verticalCenter
            color: "#eef3f0"
            size: 18
            font.weight: Font.DemiBold
            text: Counter.drawerOpen ? qsTr("Touch to push shut") : qsTr("Drawer shut")
        }
        PadKey {
            anchors { right: parent.right; rightMargin: 12; verticalCenter: parent.verticalCenter }
            width: 132
            height: 48
            size: 15
            visible: !Counter.drawerOpen
            text: qsTr("Open with key")
            onClicked: Counter.operate("drawer", "key")
        }
    }
    MouseArea {
        anchors.fill: parent
        enabled: Counter.drawerOpen
        onClicked: Counter.operate("drawer", "shut")
        Accessible.role: Accessible.Button
        Accessible.name: qsTr("Push the drawer shut")
        Accessible.onPressAction: Counter.operate("drawer", "shut")
    }
}
