// SPDX-License-Identifier: Apache-2.0
import QtQuick

// Built when it is first shown, and kept: the first frame does not wait for the pages behind it.
Loader {
    property bool shown: false
    visible: shown
    active: false
    onShownChanged: if (shown) active = true
    Component.onCompleted: if (shown) active = true
}
