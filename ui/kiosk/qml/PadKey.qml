// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Templates as T

// A key to touch. It never takes the focus: keys typed go to the window, whatever was touched last.
T.AbstractButton {
    id: control
    property string caption: ""
    property color face: Theme.key
    property color ink: Theme.ink
    property real size: 22
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.Button
    Accessible.name: caption === "" ? text : text + ", " + caption
    Accessible.onPressAction: control.clicked()

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Qt.darker(control.face, 1.12) : control.face
        opacity: control.enabled ? 1 : 0.55
    }
    contentItem: Item {
        Column {
            anchors.centerIn: parent
            width: parent.width - Theme.px(8)
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: control.text
                size: control.size
                fontSizeMode: control.text.length > 3 ? Text.HorizontalFit : Text.FixedSize
                minimumPixelSize: 10
                font.weight: Font.DemiBold
                color: control.ink
                opacity: control.enabled ? 1 : 0.55
            }
            WhenShown {
                width: parent.width
                shown: control.caption !== ""
                sourceComponent: Label {
                    horizontalAlignment: Text.AlignHCenter
                    text: control.caption
                    size: 14
                    color: Theme.softInk
                    opacity: control.enabled ? 1 : 0.7
                }
            }
        }
    }
}
