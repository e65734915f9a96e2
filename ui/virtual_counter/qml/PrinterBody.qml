// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill
import CityTill.VirtualCounter.Model

// The printer's front: slot, lamps, and the switches of what goes wrong with it.
Item {
    id: body
    implicitHeight: 176
    readonly property bool well: Counter.printer.plugged && Counter.printer.online

    Rectangle {
        id: slot
        x: 14
        width: parent.width - 28
        height: 16
        radius: 5
        color: "#10181a"
    }
    Rectangle {
        y: 9
        width: parent.width
        height: 92
        radius: Theme.radius
        color: "#2b3836"
        Row {
            x: 22
            anchors.verticalCenter: parent.verticalCenter
            spacing: 12
            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                width: 14
                height: 14
                radius: 7
                color: !Counter.printer.plugged ? "#56635e" : body.well ? "#58d0a4" : "#f0bd57"
            }
            Label {
                anchors.verticalCenter: parent.verticalCenter
                color: "#eef3f0"
                size: 18
                font.weight: Font.DemiBold
                text: !Counter.printer.plugged ? qsTr("Printer unplugged")
                    : Counter.printer.coverOpen ? qsTr("Cover open")
                    : Counter.printer.paperOut ? qsTr("Out of paper")
                    : body.well ? qsTr("Printer ready") : qsTr("Printer stopped")
            }
        }
        Label {
            anchors { right: parent.right; rightMargin: 22; verticalCenter: parent.verticalCenter }
            color: "#a9b8b1"
            text: "80 mm · 38400 baud"
            size: 14
        }
    }
    Row {
        y: 114
        spacing: 10
        SwitchKey {
            wrong: Counter.printer.paperOut
            makeWrong: "paper-out"; makeWrongText: qsTr("Take paper out")
            mend: "paper-in"; mendText: qsTr("Load paper")
            onFlicked: (what) => Counter.operate("printer", what)
        }
        SwitchKey {
            wrong: Counter.printer.coverOpen
            makeWrong: "cover-open"; makeWrongText: qsTr("Open cover")
            mend: "cover-shut"; mendText: qsTr("Shut cover")
            onFlicked: (what) => Counter.operate("printer", what)
        }
        SwitchKey {
            wrong: !Counter.printer.plugged
            makeWrong: "unplug"; makeWrongText: qsTr("Unplug")
            mend: "plug"; mendText: qsTr("Plug in")
            onFlicked: (what) => Counter.operate("printer", what)
        }
    }
}
