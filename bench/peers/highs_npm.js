// SPDX-License-Identifier: GPL-3.0-or-later
// Which optimum does HiGHS prove for an LP file, where only its WebAssembly build is at hand, the npm package `highs`?
// Prints the words of the native program that bench/solve_lp.sh reads. One thread, as that build has no more.
//
//   node highs_npm.js VERSION           prints the version of HiGHS
//   node highs_npm.js FILE.lp
const fs = require("fs");
const file = process.argv[2];

require("highs")().then((highs) => {
    if (file === "VERSION") {
        console.log(highs.raw.version().string);
        return;
    }
    const model = highs.createModel({ format: "lp", data: fs.readFileSync(file, "utf8") });
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
    model.run();
    const isOptimal = model.getModelStatus() === highs.constants.modelStatus.optimal;
    console.log(`  Status            ${isOptimal ? "Optimal" : "Limit"}`);
    console.log(`  Primal bound      ${model.getObjectiveValue()}`);
});
