// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Window
import CityTill

Window {
    id: counter
    width: 940
    height: 900
    minimumWidth: 900
    minimumHeight: 800
    visible: true
    color: Theme.paper
    title: qsTr("Virtual counter")

    Rectangle {
        id: left
        x: 24
        y: 24
        width: 440
        height: parent.height - 48
        radius: Theme.radius
        color: Theme.key
        PaperStrip {
            anchors { fill: parent; topMargin: 10; bottomMargin: 176 }
        }
        PrinterBody {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: 12; bottomMargin: 0 }
        }
    }
    ScannerDesk {
        anchors { left: left.right; leftMargin: 28; right: parent.right; rightMargin: 24; top: parent.top; topMargin: 24 }
        height: parent.height - 48 - checks.implicitHeight - 24 - drawer.implicitHeight - 24
    }
    CheckDesk {
        id: checks
        anchors { left: left.right; leftMargin: 28; right: parent.right; rightMargin: 24; bottom: drawer.top; bottomMargin: 24 }
        height: implicitHeight
    }
    DrawerBox {
        id: drawer
        anchors { left: left.right; leftMargin: 28; right: parent.right; rightMargin: 24; bottom: parent.bottom; bottomMargin: 24 }
        height: implicitHeight
    }
}
