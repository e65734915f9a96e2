// SPDX-License-Identifier: Apache-2.0
import QtQuick

// One notice: what, what it means for this customer, what to do. A sign stands beside the colour.
Rectangle {
    id: bar
    property var notice: ({ level: 0, what: "", text: "" })
    readonly property int level: notice ? notice.level : 0
    implicitHeight: words.implicitHeight + Theme.px(18)
    radius: Theme.px(8)
    color: Theme.levelPaper[level]

    Label {
        id: sign
        x: Theme.px(14)
        y: Theme.px(9)
        visible: bar.level > 0
        text: bar.level === 2 ? "\u25a0" : "\u25b2"
        color: Theme.levelInk[bar.level]
        Accessible.ignored: true
    }
    Label {
        id: words
        x: bar.level > 0 ? Theme.px(40) : Theme.px(14)
        y: Theme.px(9)
        width: bar.width - x - Theme.px(14)
        wrapMode: Text.Wrap
        maximumLineCount: 4
        text: bar.notice ? (bar.notice.what !== "" && bar.notice.text !== "" ? bar.notice.what + " " + bar.notice.text
                                                                            : bar.notice.what + bar.notice.text) : ""
        color: Theme.levelInk[bar.level]
        font.weight: bar.level === 0 ? Font.Normal : Font.Medium
    }
}
