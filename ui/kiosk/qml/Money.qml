// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// An amount: figures of one width, right-aligned.
Figures {
    property real size: 16
    family: Theme.family
    pixelSize: Math.max(14, Theme.px(size))
    weight: Font.Normal
    color: Theme.ink
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
