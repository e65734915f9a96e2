// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T
import CityTill

// A bill stub to hold under the scanner.
T.AbstractButton {
    id: card
    required property var stub
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Scan ") + stub.caption
    Accessible.onPressAction: card.clicked()
    background: Rectangle {
        radius: 6
        color: card.down ? Theme.quickKey : Theme.card
        border.width: card.down ? 2 : 1
        border.color: card.down ? Theme.accent : Theme.line
    }
    contentItem: Item {
        Row {
            x: 12
            y: 10
            spacing: 2
            Repeater {
                model: 30
                delegate: Rectangle {
                    required property int index
                    width: 1 + (card.stub.code.charCodeAt(index % card.stub.code.length) + index) % 3
                    height: 18
                    color: Theme.ink
                }
            }
        }
        Label {
            x: 12
            y: 33
            width: parent.width - 24
            size: 14
            text: card.stub.caption
        }
    }
}
