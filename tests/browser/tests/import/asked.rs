//! What only a person can say is asked before anything starts.

use super::{opened, written};
use browser_tests::Outcome;

#[tokio::test]
async fn scores_of_two_models_are_asked_about_and_the_chosen_one_counts() -> Outcome {
    let (_site, page) = opened().await?;
    let mut table = String::from("label,prob_old,prob_new\n");
    for row in 0..400 {
        // The old model flags half of the positive cases at 0.5, the new one most.
        let (label, old) = (row % 2, if row % 4 == 1 { 0.9 } else { 0.1 });
        let new = if label == 1 && row % 10 != 1 { 0.8 } else { 0.2 };
        let apart = f64::from(row) / 10_000.0;
        table += &format!("{label},{},{}\n", old - apart, new + apart);
    }
    page.bring(&[written("two.csv", table)]).await?;
    page.until_found().await?;
    assert!(page.dialog().await?.contains("the scores of several models"), "{}", page.dialog().await?);
    let findings = "return document.querySelector('dialog.import .findings').innerText";
    assert_eq!(page.run(findings).await?, "The checks follow once it is clear what the columns are.");
    assert!(!page.by_role("button", "Start").await?.is_enabled().await?, "nothing is guessed");
    page.by_role("radio", "prob_old").await?.click().await?;
    page.until_found().await?;
    page.until("the checks", "return !document.querySelector('dialog.import .findings').innerText.includes('follow')")
        .await?;
    page.by_role("radio", "Look at all of them").await?.click().await?;
    page.until_found().await?;
    page.start().await?;
    assert_eq!(page.outcomes().await?, [100, 0, 100, 200]);
    Ok(page.close().await?)
}
