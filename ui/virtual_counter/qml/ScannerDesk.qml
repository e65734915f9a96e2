// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill
import CityTill.VirtualCounter.Model

// The scanner, and a pile of stubs: a touch holds one under it.
Item {
    id: desk
    Label {
        id: title
        height: 52
        text: Counter.scannerPlugged ? qsTr("Stubs: touch one to scan it") : qsTr("Scanner unplugged")
        size: 20
        font.weight: Font.DemiBold
    }
    SwitchKey {
        anchors.right: parent.right
        wrong: !Counter.scannerPlugged
        makeWrong: "unplug"; makeWrongText: qsTr("Unplug")
        mend: "plug"; mendText: qsTr("Plug in")
        onFlicked: (what) => Counter.operate("scanner", what)
    }
    GridView {
        id: pile
        anchors { top: title.bottom; topMargin: 10; left: parent.left; right: parent.right; bottom: parent.bottom }
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        cellWidth: width / 2
        cellHeight: 72
        model: Counter.stubs
        delegate: StubCard {
            required property var modelData
            stub: modelData
            width: pile.cellWidth - 10
            height: pile.cellHeight - 10
            enabled: Counter.scannerPlugged
            opacity: enabled ? 1 : 0.5
            onClicked: Counter.scan(stub.code)
        }
    }
}
