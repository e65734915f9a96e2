// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill
import CityTill.VirtualCounter.Model

// The check reader's slot: a touch puts a check in, or takes out what lies there; below, what is printed on it.
Item {
    id: desk
    implicitHeight: 212
    readonly property var says: ({
        "": Counter.slot.inside ? qsTr("A sheet lies in it") : qsTr("Check reader"),
        "check": qsTr("Waits for a check"),
        "slip": qsTr("Waits for a sheet"),
        "removal": qsTr("Printed")
    })

    Label {
        id: title
        height: 44
        width: parent.width - 280
        verticalAlignment: Text.AlignVCenter
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: 12
        text: Counter.slot.plugged ? desk.says[Counter.slot.waits] : qsTr("Reader unplugged")
        color: Counter.slot.waits === "" ? Theme.ink : Theme.amber
        size: 18
        font.weight: Font.DemiBold
    }
    PadKey {
        anchors { right: unplug.left; rightMargin: 8 }
        width: 132
        height: 44
        size: 15
        text: qsTr("Take it out")
        enabled: Counter.slot.inside
        onClicked: Counter.operate("reader", "take-out")
    }
    SwitchKey {
        id: unplug
        anchors.right: parent.right
        height: 44
        wrong: !Counter.slot.plugged
        makeWrong: "unplug"; makeWrongText: qsTr("Unplug")
        mend: "plug"; mendText: qsTr("Plug in")
        onFlicked: (what) => Counter.operate("reader", what)
    }
    Row {
        id: pile
        y: 54
        spacing: 8
        Repeater {
            model: Counter.checks
            delegate: PadKey {
                required property var modelData
                width: (desk.width - 8 * (Counter.checks.length - 1)) / Math.max(1, Counter.checks.length)
                height: 48
                size: 14
                text: modelData.caption
                face: Theme.card
                enabled: Counter.slot.plugged
                Accessible.name: qsTr("Put in the check: ") + modelData.caption
                onClicked: Counter.insertSheet(modelData.code)
            }
        }
    }
    Rectangle {
        id: sheet
        y: 112
        width: parent.width
        height: parent.height - y
        color: "#ffffff"
        border.color: Counter.slot.inside ? Theme.accent : Theme.line
        Label {
            anchors { fill: parent; margins: 8; bottomMargin: 24 }
            clip: true
            color: "#16201d"
            font.family: "monospace"
            size: 13
            text: Counter.slot.back !== "" ? qsTr("(back) ") + Counter.slot.back : Counter.slot.face
            Accessible.name: qsTr("Printed on the sheet: ") + text
        }
        Label {
            anchors { left: parent.left; bottom: parent.bottom; margins: 6 }
            font.family: "monospace"
            color: "#56635e"
            size: 13
            text: Counter.slot.foot
        }
    }
}
