// SPDX-License-Identifier: Apache-2.0
import QtQuick
import CityTill.Model

// A page of a report: tables line by line, pictures, texts. The station says what stands on a page; nothing scrolls.
Rectangle {
    id: page
    readonly property real line: (height - Theme.px(36)) / 18
    readonly property var report: Kiosk.report
    objectName: "report"
    radius: Theme.radius
    color: Theme.card
    border.color: Theme.line

    Column {
        id: body
        x: Theme.px(18); y: Theme.px(12)
        width: parent.width - 2 * x
        Item {
            width: parent.width; height: page.line
            Label { height: parent.height; width: parent.width * 0.7; text: page.report.detail || ""; size: 15; color: Theme.softInk }
            Label {
                anchors.right: parent.right; height: parent.height
                text: page.report.pageOf || ""; size: 15; color: Theme.softInk
            }
        }
        Repeater {
            model: page.report.blocks || []
            delegate: Column {
                id: block
                required property var modelData
                width: body.width
                Label {
                    visible: text !== ""
                    width: parent.width; height: page.line
                    text: block.modelData.title; size: 16; font.weight: Font.DemiBold
                }
                ReportLine {
                    visible: block.modelData.headed
                    height: visible ? page.line : 0
                    width: parent.width
                    cells: block.modelData.head
                    columns: block.modelData.columns
                    soft: true
                }
                Chart {
                    visible: block.modelData.chart !== undefined
                    width: parent.width
                    height: visible ? page.line * 9 : 0
                    chart: block.modelData.chart || ({})
                    family: Theme.family
                    pixelSize: Math.max(14, Theme.px(14))
                    ink: Theme.ink
                    softInk: Theme.softInk
                    line: Theme.line
                    accent: Theme.accent
                }
                Repeater {
                    model: block.modelData.rows
                    delegate: Item {
                        id: row
                        required property var modelData
                        width: body.width
                        height: page.line * (1 + row.modelData.below.length)
                        ReportLine {
                            width: parent.width; height: page.line
                            cells: row.modelData.cells
                            columns: block.modelData.columns
                            strong: row.modelData.strong
                        }
                        Repeater {
                            model: row.modelData.below
                            delegate: Label {
                                required property string modelData
                                required property int index
                                x: Theme.px(14); y: page.line * (index + 0.85)
                                width: parent.width - x; height: page.line
                                text: modelData; size: 14; color: Theme.softInk
                            }
                        }
                        Rectangle {
                            visible: block.modelData.columns.length > 0
                            anchors.bottom: parent.bottom
                            width: parent.width; height: 1
                            color: Theme.line
                        }
                    }
                }
            }
        }
    }
}
