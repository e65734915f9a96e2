// SPDX-License-Identifier: Apache-2.0
import QtQuick

// The only Text there is: names from bills are hostile, so it is plain text always.
Text {
    property real size: 16
    textFormat: Text.PlainText
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Math.max(14, Theme.px(size))
    verticalAlignment: Text.AlignVCenter
    elide: Text.ElideRight
}
