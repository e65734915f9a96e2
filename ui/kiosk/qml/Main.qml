// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// Every page on one sheet: header, left what it is about, right the entry box and the pad in their one place.
Window {
    id: main
    property bool fullScreen: false
    property bool dark: false
    readonly property string page: Kiosk.page
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
            visible: text !== "" && !Kiosk.counting && !closing.visible && main.page !== "counter"
            width: parent.width
            height: visible ? Theme.px(44) : 0
            text: Kiosk.title
            size: 24
            font.weight: Font.Bold
        }
        // What the page is about; as high as what the notices and hints under it leave.
        Item {
            id: stage
            objectName: "stage"
            readonly property real listTop: closing.visible ? closing.implicitHeight + Theme.px(14)
                : card.visible ? card.implicitHeight + Theme.px(14) : 0
            readonly property real used: main.page === "counter" || Kiosk.counting || Kiosk.report.blocks !== undefined ? height
                : main.page === "change" ? change.height : Math.min(height, listTop + choices.contentHeight)
            y: title.visible ? title.height + Theme.px(8) : 0
            width: parent.width
            height: parked.y - y - (notices.height > 0 ? notices.height + Theme.px(20) : Theme.px(10))

            WhenShown { anchors.fill: parent; shown: main.page === "counter"; sourceComponent: BillList {} }
            WhenShown { id: change; width: parent.width; shown: main.page === "change"; sourceComponent: ChangeCard {} }
            WhenShown { anchors.fill: parent; shown: Kiosk.counting; sourceComponent: CountSheet {} }
            WhenShown {
                id: closing
                width: parent.width
                shown: main.page === "closing" || main.page === "closed"
                sourceComponent: ClosingTable {}
            }
            WhenShown { anchors.fill: parent; shown: main.page === "report" && Kiosk.report.blocks !== undefined; sourceComponent: ReportPage {} }
            ResumeCard { id: card; width: parent.width; visible: main.page === "resume" && shown }
            ChoiceList {
                id: choices
                y: stage.listTop
                width: parent.width
                height: parent.height - y
                visible: !Kiosk.counting && main.page !== "counter" && main.page !== "change"
            }
        }
        NoticeList {
            id: notices
            y: stage.y + stage.used + Theme.px(stage.used > 0 ? 14 : 0)
            width: parent.width
        }
        Label {
            id: parked
            anchors.bottom: hints.top
            width: parent.width
            height: text === "" ? 0 : Theme.px(30)
            text: Kiosk.parked
            color: Theme.softInk
        }
        HintLine {
            id: hints
            anchors.bottom: parent.bottom
            width: parent.width
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
