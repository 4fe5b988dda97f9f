// SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
// SPDX-License-Identifier: Apache-2.0

import Words

extension Site {
    /// Renders every sample of every view in every language. A template, partial, value or sentence that is missing stops the
    /// program here and never shows as a hole in a page.
    func checkViews() throws {
        for language in Language.allCases {
            let accounts = [
                nil, Frame.Account(name: "A", isOwner: true, isPractitioner: true),
                Frame.Account(name: "A", isOwner: false, isPractitioner: false),
            ]
            for account in accounts {
                let frame = Frame(
                    words: catalogs[language], practice: "P", assets: "/assets/v", path: "/", account: account,
                    formToken: "t")
                for type in Self.views { try check(type, frame) }
            }
        }
    }

    private func check<V: View>(_ type: V.Type, _ frame: Frame) throws {
        for sample in V.samples { try templates.check(sample, frame: frame) }
    }

    static let views: [any View.Type] = [
        AdminClientView.self, AdminFiguresView.self, AdminPersonView.self, AdminView.self, AppointmentView.self,
        BookDoneView.self, BookFormView.self, BookSentView.self, BookTakenView.self, BookTimesView.self,
        BookTypesView.self, CalendarHoursView.self, CalendarView.self, CancelByClientView.self,
        ClientAppointmentView.self, ClientCallView.self, CorrectAddressView.self, DeskMailItemView.self,
        DeskMailView.self, DeskMoveView.self, DeskSettingsView.self,
        DeskView.self, DeviceTestView.self, ErrorView.self, ForgottenPasswordView.self, HelpView.self, HomeView.self,
        HostRoomView.self, InvitationView.self, LoginView.self, MoveConfirmView.self, MoveView.self,
        OfferCalendarsView.self, OfferHoursView.self, OfferPageView.self, OfferProgramsView.self, OfferRulesView.self,
        OfferTypeView.self, OfferTypesView.self, OfferWordingView.self, OfferWordingsView.self, ProposeView.self,
        NewAppointmentView.self, NewPasswordView.self, SetUpDoneView.self, SetUpView.self, TextPageView.self,
    ]
}
