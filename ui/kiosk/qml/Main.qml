// SPDX-License-Identifier: Apache-2.0
import QtQuick
import QtQuick.Window
import CityTill.Model

// Every page on one sheet: header, left what it is about, right the entry box and the pad in their one place.
Window {
    id: main
    property bool fullScreen: false
    property bool dark: false
    readonly property string page: Kiosk.page
    readonly property bool counting: page === "openFloat" || page === "countDown"
    visible: true
    visibility: fullScreen ? Window.FullScreen : Window.Windowed
    title: "CityTill"
    color: Theme.paper
    minimumWidth: 1024
    minimumHeight: 768

    Binding { target: Theme; property: "dark"; value: main.dark }
    Binding {
        target: Theme
        property: "unit"
        value: Math.max(0.9, Math.min(main.width / 1280, main.height / 800))
    }

    HeaderBar { id: header; width: parent.width }

    Item {
        id: left
        x: Theme.px(24)
        y: header.height + Theme.px(20)
        width: right.x - Theme.px(20) - x
        height: parent.height - y - Theme.px(20)

        Label {
            id: title
            visible: text !== "" && !main.counting && main.page !== "closing" && main.page !== "counter"
            width: parent.width
            height: visible ? Theme.px(44) : 0
            text: Kiosk.title
            size: 24
            font.weight: Font.Bold
        }
        Column {
            id: notices
            anchors.bottom: parked.top
            anchors.bottomMargin: Theme.px(10)
            width: parent.width
            spacing: Theme.px(8)
            Repeater {
                model: Kiosk.notices
                delegate: NoticeBar {
                    required property var row
                    width: notices.width
                    notice: row
                }
            }
        }
        Item {
            id: stage
            y: title.height + (title.visible ? Theme.px(8) : 0)
            width: parent.width
            height: notices.y - y - Theme.px(10)

            BillList { anchors.fill: parent; visible: main.page === "counter" }
            ChangeCard { width: parent.width; visible: main.page === "change" }
            CountSheet { anchors.fill: parent; visible: main.counting }
            ClosingTable { id: closing; width: parent.width; visible: main.page === "closing" || main.page === "closed" }
            ResumeCard {
                id: words
                width: parent.width
                visible: main.page === "resume" || main.page === "stopped" || main.page === "readOnly"
            }
            ChoiceList {
                y: closing.visible ? closing.implicitHeight + Theme.px(14) : words.visible ? words.implicitHeight + Theme.px(14) : 0
                width: parent.width
                height: parent.height - y
                visible: !main.counting && main.page !== "counter" && main.page !== "change"
            }
        }
        Label {
            id: parked
            anchors.bottom: hints.top
            width: parent.width
            height: text === "" ? 0 : Theme.px(30)
            text: Kiosk.parked
            color: Theme.softInk
        }
        Row {
            id: hints
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.px(24)
            clip: true
            Repeater {
                model: Kiosk.hints
                delegate: Label {
                    required property var row
                    height: hints.height
                    text: row.text.replace("\u2217", "*")
                    size: 15
                    elide: Text.ElideNone
                    color: Theme.softInk
                    font.weight: row.bold ? Font.Bold : Font.Normal
                }
            }
        }
    }
    RightPane {
        id: right
        x: parent.width - width - Theme.px(24)
        y: header.height + Theme.px(20)
        width: Theme.px(420)
        height: parent.height - y - Theme.px(20)
    }
}
