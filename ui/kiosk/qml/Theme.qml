// SPDX-License-Identifier: Apache-2.0
pragma Singleton
import QtQuick

// Colours, sizes and the unit: one length of the 1280 x 800 drawing, grown or shrunk with the window.
QtObject {
    property bool dark: false
    property real unit: 1
    readonly property string family: "Inter"
    readonly property color paper: dark ? "#101614" : "#f4f5f2"
    readonly property color card: dark ? "#1a2320" : "#ffffff"
    readonly property color ink: dark ? "#eef3f0" : "#16201d"
    readonly property color softInk: dark ? "#a9b8b1" : "#56635e"
    readonly property color line: dark ? "#35423d" : "#d9ddd7"
    readonly property color fieldLine: dark ? "#7d8b85" : "#7f8a84"
    readonly property color accent: dark ? "#3fb598" : "#0b6b57"
    readonly property color accentInk: dark ? "#08201a" : "#ffffff"
    readonly property color amber: dark ? "#f0bd57" : "#8a5a00"
    readonly property color lampAmber: dark ? amber : "#c07a00"
    readonly property color amberPaper: dark ? "#33280f" : "#fff3d6"
    readonly property color red: dark ? "#ff9c97" : "#a3201d"
    readonly property color redPaper: dark ? "#3a1715" : "#fde8e6"
    readonly property color key: dark ? "#26312d" : "#e9ebe6"
    readonly property color actionKey: dark ? "#303d38" : "#dfe4dc"
    readonly property color quickKey: dark ? "#16362e" : "#e0eee8"
    readonly property color infoPaper: dark ? "#26312d" : "#e9ebe6"
    readonly property real radius: 11 * unit
    readonly property var levelInk: [ink, amber, red]
    readonly property var levelPaper: [infoPaper, amberPaper, redPaper]

    function px(length) { return Math.round(length * unit) }
}
