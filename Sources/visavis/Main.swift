import ArgumentParser

@main
struct Visavis: AsyncParsableCommand {}
