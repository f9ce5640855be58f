// On a server there are no elements. What renders pages there may import the package all the same.

export class HsmpCalculator {}
