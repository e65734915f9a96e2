// SPDX-License-Identifier: Apache-2.0
import QtQuick

// One notice: what (bold), what it means for this customer, what to do. A sign stands beside the colour. Set word by
// word, because plain text cannot be bold in part and styled text is not for names from outside.
Rectangle {
    id: bar
    property var notice: null
    readonly property int level: notice ? notice.level : 0
    readonly property int mostWords: 80
    readonly property var words: {
        const what = splitWords(notice ? notice.what : "", true)
        const all = what.concat(splitWords(notice ? notice.text : "", false))
        return all.length > mostWords ? all.slice(0, mostWords).concat([{ text: "\u2026", bold: false }]) : all
    }
    implicitHeight: flow.height + Theme.px(18)
    radius: Theme.px(8)
    color: Theme.levelPaper[level]
    Accessible.role: level > 0 ? Accessible.AlertMessage : Accessible.StaticText
    Accessible.name: words.map(word => word.text).join(" ")

    function splitWords(text, bold) {
        return text.split(" ").filter(word => word !== "").map(word => ({ text: word, bold: bold }))
    }

    Label {
        x: Theme.px(14)
        y: Theme.px(9)
        visible: bar.level > 0
        text: bar.level === 2 ? "\u25a0" : "\u25b2"
        color: Theme.levelInk[bar.level]
        Accessible.ignored: true
    }
    Flow {
        id: flow
        x: bar.level > 0 ? Theme.px(40) : Theme.px(14)
        y: Theme.px(9)
        width: bar.width - x - Theme.px(14)
        spacing: Theme.px(4.5)
        Repeater {
            model: bar.words
            delegate: Label {
                required property var modelData
                width: Math.min(implicitWidth, flow.width)
                text: modelData.text
                color: Theme.levelInk[bar.level]
                font.weight: modelData.bold ? Font.Bold : Font.Normal
                Accessible.ignored: true
            }
        }
    }
}
