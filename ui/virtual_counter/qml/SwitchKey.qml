// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill

// A switch on a device: one word for what a touch does now; amber while the device is not as it should be.
PadKey {
    id: control
    property string device
    property bool wrong: false
    property string makeWrong
    property string mend
    property string makeWrongText
    property string mendText
    signal flicked(string what)
    implicitWidth: 132
    implicitHeight: 52
    size: 15
    text: wrong ? mendText : makeWrongText
    face: wrong ? Theme.amberPaper : Theme.actionKey
    ink: wrong ? Theme.amber : Theme.ink
    onClicked: flicked(wrong ? mend : makeWrong)
}
